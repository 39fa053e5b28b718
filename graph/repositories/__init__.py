"""One repository per aggregate: records in, entities out. `Repositories` wires them to a Graph."""

from __future__ import annotations

from graph.repositories.accounts import AccountRepository
from graph.repositories.audit import AuditRepository
from graph.repositories.availability import AvailabilityRepository
from graph.repositories.conflicts import ConflictRepository
from graph.repositories.demo import DemoRepository
from graph.repositories.engagements import EngagementRepository
from graph.repositories.exchange import ExchangeRepository
from graph.repositories.exchange_links import ExchangeLinkRepository
from graph.repositories.incubators import IncubatorRepository
from graph.repositories.installation import InstallationRepository
from graph.repositories.interactions import InteractionRepository
from graph.repositories.investments import InvestmentRepository
from graph.repositories.jobs import JobRepository
from graph.repositories.mail import MailRepository
from graph.repositories.models import ModelRepository
from graph.repositories.needs import NeedRepository
from graph.repositories.operations import OperationRepository
from graph.repositories.outbox import OutboxRepository
from graph.repositories.paths import PathRepository
from graph.repositories.pools import PoolRepository
from graph.repositories.profiles import ProfileRepository
from graph.repositories.proposals import ProposalRepository
from graph.repositories.providers import ProviderRepository
from graph.repositories.requests import RequestRepository
from graph.repositories.sessions import SessionRepository
from graph.repositories.startups import StartupRepository
from graph.repositories.tokens import TokenRepository


class Repositories:
    """All repositories by name; they are stateless and take the transaction first."""

    def __init__(self) -> None:
        self.accounts = AccountRepository()
        self.audit = AuditRepository()
        self.availability = AvailabilityRepository()
        self.conflicts = ConflictRepository()
        self.demo = DemoRepository()
        self.engagements = EngagementRepository()
        self.exchange = ExchangeRepository()
        self.incubators = IncubatorRepository()
        self.exchange_links = ExchangeLinkRepository()
        self.installation = InstallationRepository()
        self.interactions = InteractionRepository()
        self.investments = InvestmentRepository()
        self.jobs = JobRepository()
        self.mail = MailRepository()
        self.models = ModelRepository()
        self.needs = NeedRepository()
        self.operations = OperationRepository()
        self.outbox = OutboxRepository()
        self.paths = PathRepository()
        self.pools = PoolRepository()
        self.profiles = ProfileRepository()
        self.proposals = ProposalRepository()
        self.providers = ProviderRepository()
        self.requests = RequestRepository()
        self.sessions = SessionRepository()
        self.startups = StartupRepository()
        self.tokens = TokenRepository()
