"""What a cell says. Every parser takes `(value, hint)` and answers `Parsed(value, warning)`.

`value` is whatever a reader of workbooks gives: text, number, bool, date, time, None. A cell that says
nothing usable raises CellProblem with the reason; nothing else is ever raised. Blank gives Parsed(None).
"""

from portal.ledgers.cells.amounts import parse_capacity, parse_money, parse_notice_days, parse_whole
from portal.ledgers.cells.base import CellValue, Hint, Parsed, Parser
from portal.ledgers.cells.contacts import Contact, parse_contact, parse_credit_code, parse_phone
from portal.ledgers.cells.dates import parse_date, parse_deadline
from portal.ledgers.cells.frequency import Frequency, parse_frequency
from portal.ledgers.cells.targets import Quantity, parse_targets
from portal.ledgers.cells.text import is_blank, parse_name, parse_text, parse_yes_no, plain_text

__all__ = [
    "CellValue",
    "Contact",
    "Frequency",
    "Hint",
    "Parsed",
    "Parser",
    "Quantity",
    "is_blank",
    "parse_capacity",
    "parse_contact",
    "parse_credit_code",
    "parse_date",
    "parse_deadline",
    "parse_frequency",
    "parse_money",
    "parse_name",
    "parse_notice_days",
    "parse_phone",
    "parse_targets",
    "parse_text",
    "parse_whole",
    "parse_yes_no",
    "plain_text",
]
