"""Reads for the pages of practice dialogues; each states its cost in queries."""

from courses.practice.queries.agreement import agreement, group_agreement, own_agreement, scored_pathways
from courses.practice.queries.breakouts import Breakout, breakout_of, members_of
from courses.practice.queries.busy import is_in_another
from courses.practice.queries.calibration import BesideGold, Offer, Standing, agreed_scores, beside_gold, end_told_by, is_only_advice, is_qualified, latest_syllabuses, may_calibrate, offers_to, qualifications_that_end, standing_of, standings, tries_of
from courses.practice.queries.care import Care, care_after, care_wishes_for, core_group_apart_from, last_minute, load_of, took_part
from courses.practice.queries.concerns import Heard, Seat, concern_owners, heard, late_concerns, late_for_admin, looks_after_concerns, open_concerns_about, owned_by, possible_owners, seat_in, stands_near
from courses.practice.queries.debrief import Debrief, Place, Whole, agreed_aim_of, agrees_for_other_side, awaited, debrief_for, dialogue_to_debrief, place_of
from courses.practice.queries.desk import Desk, Gaps, desk, gaps, people_of
from courses.practice.queries.dialogues import Room, StageRow, leads_next, led_by, reflection_of, room, waiting_for_clearing, whole
from courses.practice.queries.differences import Differences, differences_of, wants_third_eyes
from courses.practice.queries.feedback import Door, Invitation, Results, Share, door_of, due_rounds, invitation_to, may_read, results_for_reader, results_of, rounds_with_unread, stand_of, testimonials, wishes_told
from courses.practice.queries.helpers import may_help, wish_of
from courses.practice.queries.lists import lacking, listed
from courses.practice.queries.matching import Board, Candidate, LeftOut, ahead, board, with_lead
from courses.practice.queries.notes import noted_by, notes_of, seen_and_handed_in, stage_at
from courses.practice.queries.observations import draft_of, handed_in_by, observed_by, readable, still_to_hand_in, visible_to, with_earlier
from courses.practice.queries.observing import Observing
from courses.practice.queries.pairings import CLOSE, are_related, asked_of, co_lead_of, has_experience, is_accompanied, is_experienced, is_lead, needs_experience, observes, observes_next, to_observe, unanswered, unanswered_of, what_lacks
from courses.practice.queries.plans import Beginning, Beginnings, CLEARS, Details, SheetRow, StageWords, beginning, beginnings, comments_on, details_of, is_open_to_lead, mentored_by, out_of_step, plans_to_begin_from, readable_by, run_sheet, sessions_to_lead_in, shared_plans, talks_about, usual_stages
from courses.practice.queries.promises import farthest_promise, promises_of
from courses.practice.queries.reflections import possible_readers, shared_reflection
from courses.practice.queries.rooms import LeadsRoom, RoomState, in_room_of, leads_room, seen_by

__all__ = ["Beginning", "Beginnings", "BesideGold", "Board", "Breakout", "CLEARS", "CLOSE", "Candidate", "Care", "Debrief", "Desk", "Details", "Differences", "Door", "Gaps", "Heard", "Invitation", "LeadsRoom", "LeftOut", "Observing", "Offer", "Place", "Results", "Room", "RoomState", "Seat", "Share", "SheetRow", "StageRow", "StageWords", "Standing", "Whole", "agreed_aim_of", "agreed_scores", "agreement", "agrees_for_other_side", "ahead", "are_related", "asked_of", "awaited", "beginning", "beginnings", "beside_gold", "board", "breakout_of", "care_after", "care_wishes_for", "co_lead_of", "comments_on", "concern_owners", "core_group_apart_from", "debrief_for", "desk", "details_of", "dialogue_to_debrief", "differences_of", "door_of", "draft_of", "due_rounds", "end_told_by", "farthest_promise", "gaps", "group_agreement", "handed_in_by", "has_experience", "heard", "in_room_of", "invitation_to", "is_accompanied", "is_experienced", "is_in_another", "is_lead", "is_only_advice", "is_open_to_lead", "is_qualified", "lacking", "last_minute", "late_concerns", "late_for_admin", "latest_syllabuses", "leads_next", "leads_room", "led_by", "listed", "load_of", "looks_after_concerns", "may_calibrate", "may_help", "may_read", "members_of", "mentored_by", "needs_experience", "noted_by", "notes_of", "observed_by", "observes", "observes_next", "offers_to", "open_concerns_about", "out_of_step", "own_agreement", "owned_by", "people_of", "place_of", "plans_to_begin_from", "possible_owners", "possible_readers", "promises_of", "qualifications_that_end", "readable", "readable_by", "reflection_of", "results_for_reader", "results_of", "room", "rounds_with_unread", "run_sheet", "scored_pathways", "seat_in", "seen_and_handed_in", "seen_by", "sessions_to_lead_in", "shared_plans", "shared_reflection", "stage_at", "stand_of", "standing_of", "standings", "stands_near", "still_to_hand_in", "talks_about", "testimonials", "to_observe", "took_part", "tries_of", "unanswered", "unanswered_of", "usual_stages", "visible_to", "waiting_for_clearing", "wants_third_eyes", "what_lacks", "whole", "wish_of", "wishes_told", "with_earlier", "with_lead"]
