"""What is done by the clock. Each may run twice, and late."""

from datetime import timedelta

from celery.schedules import crontab

BEAT = {
    "mail.sweep": {"task": "mail.sweep", "schedule": timedelta(minutes=1)},
    "certificates.sweep": {"task": "certificates.sweep", "schedule": timedelta(minutes=1)},
    "certificates.sweep_jobs": {"task": "certificates.sweep_jobs", "schedule": timedelta(minutes=1)},
    "certificates.remind": {"task": "certificates.remind", "schedule": crontab(minute=42, hour=11)},
    "certificates.sign_lists": {"task": "certificates.sign_lists", "schedule": timedelta(minutes=1)},
    "progress.sweep_moves": {"task": "progress.sweep_moves", "schedule": timedelta(minutes=1)},
    "slots.let_go_of_holds": {"task": "slots.let_go_of_holds", "schedule": timedelta(minutes=1)},
    "slots.forget_reports": {"task": "slots.forget_reports", "schedule": crontab(minute=47, hour=3)},
    "slots.remind": {"task": "slots.remind", "schedule": timedelta(minutes=5)},
    "slots.forget_needs": {"task": "slots.forget_needs", "schedule": crontab(minute=57, hour=3)},
    "practice.mind_gaps": {"task": "practice.mind_gaps", "schedule": timedelta(hours=1)},
    "practice.remind_of_concerns": {"task": "practice.remind_of_concerns", "schedule": crontab(minute=23, hour=12)},
    "practice.follow_sessions": {"task": "practice.follow_sessions", "schedule": timedelta(minutes=1)},
    "review.mind": {"task": "review.mind", "schedule": timedelta(minutes=10)},
    "review.send_digests": {"task": "review.send_digests", "schedule": crontab(minute="2-59/15")},
    "people.retire": {"task": "people.retire", "schedule": crontab(minute=17, hour=3)},
    "mail.retire": {"task": "mail.retire", "schedule": crontab(minute=27, hour=3)},
    "api.retire": {"task": "api.retire", "schedule": crontab(minute=37, hour=3)},
    "practice.release_feedback": {"task": "practice.release_feedback", "schedule": crontab(minute=13)},
    "progress.settle_due": {"task": "progress.settle_due", "schedule": crontab(minute=7)},
    "progress.remind_waiting": {"task": "progress.remind_waiting", "schedule": crontab(minute=7, hour=11)},
    "practice.ask_to_calibrate": {"task": "practice.ask_to_calibrate", "schedule": crontab(minute=22, hour=11)},
    "cms.publish_scheduled": {"task": "cms.publish_scheduled", "schedule": timedelta(minutes=5)},
    "cms.find_told_topics": {"task": "cms.find_told_topics", "schedule": timedelta(minutes=5)},
    "cms.release_due": {"task": "cms.release_due", "schedule": timedelta(minutes=1)},
}
