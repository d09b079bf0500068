"""The page types, and the rows that belong to public pages."""

from cms.models.chats import CHAT_KINDS, ChatPage, ChatsPage, Follower, SeriesPage
from cms.models.decks import DeckLink, DeckPage, DeckRequest, DecksPage, DeckVersion
from cms.models.home import HomePage, StandardPage
from cms.models.impact import ALL_TIME, Figure, ImpactPage, ToldFigure
from cms.models.inquiries import Inquiry
from cms.models.pathway import LessonPage, ModulePage, PathwayPage
from cms.models.process import ProcessPage
from cms.models.scheduling import ScheduledRelease
from cms.models.topics import TopicPage
from cms.models.voices import CoreGroupPage, Testimonial, Thanks, VoicesPage

__all__ = [
    "ALL_TIME",
    "CHAT_KINDS",
    "ChatPage",
    "ChatsPage",
    "CoreGroupPage",
    "DeckLink",
    "DeckPage",
    "DeckRequest",
    "DeckVersion",
    "DecksPage",
    "Figure",
    "Follower",
    "HomePage",
    "ImpactPage",
    "Inquiry",
    "LessonPage",
    "ModulePage",
    "PathwayPage",
    "ProcessPage",
    "ScheduledRelease",
    "SeriesPage",
    "StandardPage",
    "Testimonial",
    "Thanks",
    "ToldFigure",
    "TopicPage",
    "VoicesPage",
]
