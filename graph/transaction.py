"""A transaction of the graph: named queries, and one repository per aggregate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from graph.query_runner import QueryRunner
from graph.repositories.accounts import AccountRepository
from graph.repositories.addresses import AddressRepository
from graph.repositories.answering import AnsweringRepository
from graph.repositories.applications import ApplicationRepository
from graph.repositories.audit import AuditRepository
from graph.repositories.audit_chain import AuditChainRepository
from graph.repositories.availability import AvailabilityRepository
from graph.repositories.batches import BatchRepository
from graph.repositories.careers import CareerRepository
from graph.repositories.colleagues import ColleagueRepository
from graph.repositories.competitors import CompetitorRepository
from graph.repositories.confirmations import ConfirmationRepository
from graph.repositories.conflicts import ConflictRepository
from graph.repositories.contacts import ContactRepository
from graph.repositories.declarations import DeclarationRepository
from graph.repositories.demo import DemoRepository
from graph.repositories.digests import DigestRepository
from graph.repositories.doubles import DoublesRepository
from graph.repositories.drafts import DraftRepository
from graph.repositories.eligibility import EligibilityRepository
from graph.repositories.engagements import EngagementRepository
from graph.repositories.erasure import ErasureRepository
from graph.repositories.exchange import ExchangeRepository
from graph.repositories.exchange_links import ExchangeLinkRepository
from graph.repositories.gaps import GapRepository
from graph.repositories.identity import IdentityRepository
from graph.repositories.incubators import IncubatorRepository
from graph.repositories.installation import InstallationRepository
from graph.repositories.interactions import InteractionRepository
from graph.repositories.investments import InvestmentRepository
from graph.repositories.invitations import InvitationRepository
from graph.repositories.jobs import JobRepository
from graph.repositories.letters import LetterRepository
from graph.repositories.limits import LimitRepository
from graph.repositories.mail import MailRepository
from graph.repositories.mappings import MappingRepository
from graph.repositories.member_records import MemberRecordRepository
from graph.repositories.merges import MergeRepository
from graph.repositories.minding import MindingRepository
from graph.repositories.models import ModelRepository
from graph.repositories.needs import NeedRepository
from graph.repositories.operations import OperationRepository
from graph.repositories.outbox import OutboxRepository
from graph.repositories.own_data import OwnDataRepository
from graph.repositories.ownership import OwnershipRepository
from graph.repositories.passing import PassingRepository
from graph.repositories.paths import PathRepository
from graph.repositories.pools import PoolRepository
from graph.repositories.profile_pages import ProfilePageRepository
from graph.repositories.profiles import ProfileRepository
from graph.repositories.proposals import ProposalRepository
from graph.repositories.providers import ProviderRepository
from graph.repositories.report import ReportRepository
from graph.repositories.requests import RequestRepository
from graph.repositories.sent import SentRepository
from graph.repositories.sessions import SessionRepository
from graph.repositories.startups import StartupRepository
from graph.repositories.stuck import StuckRepository
from graph.repositories.suggested import SuggestedRepository
from graph.repositories.tasks import TaskRepository
from graph.repositories.tokens import TokenRepository
from graph.repositories.undo import UndoRepository
from graph.repositories.views import ViewRepository
from graph.repositories.waiting_requests import WaitingRequestRepository
from graph.repositories.waits import WaitRepository


class Transaction(QueryRunner):
    """What is read and written together; each repository is made when it is first asked for."""

    changed_alone: frozenset[str] | None = None
    """Whom alone this write changes, where it says so: what is kept of others stays true."""

    def changes_only(self, ids: Iterable[str]) -> None:
        """Say that nothing of the graph's people and organisations is another after this write but these."""
        self.changed_alone = frozenset(ids)

    accounts = cached_property(AccountRepository)
    addresses = cached_property(AddressRepository)
    answering = cached_property(AnsweringRepository)
    applications = cached_property(ApplicationRepository)
    audit = cached_property(AuditRepository)
    audit_chain = cached_property(AuditChainRepository)
    availability = cached_property(AvailabilityRepository)
    batches = cached_property(BatchRepository)
    careers = cached_property(CareerRepository)
    colleagues = cached_property(ColleagueRepository)
    competitors = cached_property(CompetitorRepository)
    confirmations = cached_property(ConfirmationRepository)
    conflicts = cached_property(ConflictRepository)
    contacts = cached_property(ContactRepository)
    declarations = cached_property(DeclarationRepository)
    demo = cached_property(DemoRepository)
    digests = cached_property(DigestRepository)
    doubles = cached_property(DoublesRepository)
    drafts = cached_property(DraftRepository)
    eligibility = cached_property(EligibilityRepository)
    engagements = cached_property(EngagementRepository)
    erasure = cached_property(ErasureRepository)
    exchange = cached_property(ExchangeRepository)
    exchange_links = cached_property(ExchangeLinkRepository)
    gaps = cached_property(GapRepository)
    identity = cached_property(IdentityRepository)
    incubators = cached_property(IncubatorRepository)
    installation = cached_property(InstallationRepository)
    interactions = cached_property(InteractionRepository)
    investments = cached_property(InvestmentRepository)
    jobs = cached_property(JobRepository)
    letters = cached_property(LetterRepository)
    limits = cached_property(LimitRepository)
    mail = cached_property(MailRepository)
    mappings = cached_property(MappingRepository)
    member_records = cached_property(MemberRecordRepository)
    invitations = cached_property(InvitationRepository)
    merges = cached_property(MergeRepository)
    minding = cached_property(MindingRepository)
    models = cached_property(ModelRepository)
    needs = cached_property(NeedRepository)
    operations = cached_property(OperationRepository)
    outbox = cached_property(OutboxRepository)
    own_data = cached_property(OwnDataRepository)
    ownership = cached_property(OwnershipRepository)
    passing = cached_property(PassingRepository)
    paths = cached_property(PathRepository)
    pools = cached_property(PoolRepository)
    profile_pages = cached_property(ProfilePageRepository)
    profiles = cached_property(ProfileRepository)
    proposals = cached_property(ProposalRepository)
    providers = cached_property(ProviderRepository)
    report = cached_property(ReportRepository)
    requests = cached_property(RequestRepository)
    sent = cached_property(SentRepository)
    sessions = cached_property(SessionRepository)
    startups = cached_property(StartupRepository)
    stuck = cached_property(StuckRepository)
    suggested = cached_property(SuggestedRepository)
    tasks = cached_property(TaskRepository)
    tokens = cached_property(TokenRepository)
    undo = cached_property(UndoRepository)
    waiting_requests = cached_property(WaitingRequestRepository)
    views = cached_property(ViewRepository)
    waits = cached_property(WaitRepository)
