"""What the desk did with a case after it came in: each story a function of the day's diary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.models import RefundCase
from refunds.operations import approve as approving
from refunds.operations import audit, correspondence, decide, findings, legal_hold, review, triage, withdraw


@dataclass
class Diary:
    """The acts on one case: who of the staff, one after the other, some time after the claim came in."""

    case_id: int
    staff: dict[str, StaffMember]
    worker: StaffMember
    at: dt.datetime
    latest: dt.datetime
    agent: str = "mei"
    supervisor: str = "sofia"
    acts: int = field(default=0)

    def act(self, who: str, why: str, **later: float) -> Act:
        """The next act; never later than the loading itself."""
        self.at = min(self.at + dt.timedelta(**(later or {"minutes": 25})), self.latest)
        return Act(by=self.staff[who], at=self.at, why=why)

    def case(self) -> RefundCase:
        """The case as it stands."""
        return RefundCase.fetch(self.case_id)


Story = Callable[[Diary], None]


def untouched(diary: Diary) -> None:
    """Nobody has looked at it yet."""


def taken(diary: Diary) -> None:
    """An agent has begun."""
    triage.take(diary.case_id, act=diary.act(diary.agent, "next in the queue", hours=1))


def answered(diary: Diary) -> None:
    """An agent has begun and said so to the customer."""
    taken(diary)
    text = "Thank you for your message. I am looking at your order and come back to you today."
    correspondence.reply(diary.case_id, text=text, act=diary.act(diary.agent, "first answer"))
    note = "Order and charge agree with the platform's records."
    correspondence.write_note(diary.case_id, text=note, act=diary.act(diary.agent, "for the colleagues", minutes=4))


def asked(diary: Diary) -> None:
    """The customer was asked for what is missing."""
    taken(diary)
    text = "Please send us what is missing, so that we can decide your request."
    missing = diary.case().current_evaluation.document["missing"]
    correspondence.ask_customer(diary.case_id, text=text, missing=missing, act=diary.act(diary.agent, "incomplete"))


def under_audit(diary: Diary) -> None:
    """The technical auditors were asked."""
    answered(diary)
    question = "Do the platform's records show what the customer describes?"
    audit.start_audit(diary.case_id, question=question, act=diary.act(diary.agent, "needs a technical finding"))


def proposed(diary: Diary) -> None:
    """A decision as recommended waits for its second person."""
    answered(diary)
    proposal = decide.recommended_proposal(diary.case())
    decide.decide(diary.case_id, proposal=proposal, act=diary.act(diary.agent, "as the policy recommends"))


def rejected(diary: Diary) -> None:
    """Refused as recommended."""
    proposed(diary)


def approved(diary: Diary) -> None:
    """Approved; the worker has it next."""
    proposed(diary)
    approving.approve(diary.case_id, act=diary.act(diary.supervisor, "checked against the records", hours=2))


def goodwill_proposed(diary: Diary) -> None:
    """An agent asks for an exception to the recommendation."""
    answered(diary)
    text = "Customer for three years, one request in all that time."
    act = diary.act(diary.agent, "considered individually")
    findings.record_finding(diary.case_id, subject="goodwill", result="asserted", note=text, act=act)


def sent_back(diary: Diary) -> None:
    """A supervisor wants it looked at again."""
    proposed(diary)
    why = "Please check whether the second charge was already returned by the bank."
    approving.send_back(diary.case_id, act=diary.act(diary.supervisor, why, hours=1))


def disagreed(diary: Diary) -> None:
    """Refused, and the customer wants somebody else to look."""
    rejected(diary)
    text = "I do not agree. I wrote to you on the first day; please look at the attached mail."
    act = diary.act(diary.agent, "the customer disagrees", hours=6)
    review.ask_review(diary.case_id, text=text, evidence=("earlier_mail",), act=act)


def held(diary: Diary) -> None:
    """Under legal hold."""
    taken(diary)
    act = diary.act(diary.supervisor, "statement of claim received", minutes=40)
    legal_hold.hold(diary.case_id, kind="court", reference="C-2231/26", act=act)


def taken_back(diary: Diary) -> None:
    """The customer does not want it any more."""
    taken(diary)
    withdraw.withdraw(diary.case_id, act=diary.act(diary.agent, "the customer found the cause on their side", hours=3))
