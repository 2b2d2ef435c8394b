package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.signin.Account;
import dev.gantry.domain.signin.SignInEvent;
import dev.gantry.domain.signin.SignInFinding;
import dev.gantry.domain.signin.SignInSettings;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.StateNames;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins of an account become findings about it, and go on by the address that they came from,
 * and by the service that was asked. What names no account only goes on; so does what names one
 * that the service does not know, since nobody can take an account that there is not.
 */
public final class CheckAccounts
    extends ContextualProcessor<String, AuthEvent, String, SpecificRecordBase> {

  private static final Memory.Kind<Account> ACCOUNTS =
      new Memory.Kind<>("accounts", Account::worth, Account::isSpentAt);

  private final TopologyContext from;
  private final SignInSettings settings;
  private final String storeName;
  private final String findings;
  private final String bySource;
  private final String byService;
  private @Nullable Memory<Account> opened;

  /**
   * @param storeName name of {@link KeptStates} of {@link Account}s by principal
   * @param findings name of the sink for findings
   * @param bySource name of the sink for sign-ins by source address
   * @param byService name of the sink for those by service
   */
  public CheckAccounts(
      TopologyContext from, String storeName, String findings, String bySource, String byService) {
    this.from = from;
    this.settings = from.config().signIns();
    this.storeName = storeName;
    this.findings = findings;
    this.bySource = bySource;
    this.byService = byService;
  }

  /** How the states are kept in bytes. */
  public static KeptStates.Codec<Remembered<Account>> codec(SignInSettings settings) {
    return Remembered.codec(Account::toBytes, bytes -> Account.fromBytes(settings, bytes));
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecordBase> context) {
    super.init(context);
    KeptStates<Remembered<Account>> states = context.getStateStore(storeName);
    opened = new Memory<>(ACCOUNTS, states, context, settings.remembered());
  }

  @Override
  public void process(Record<String, AuthEvent> record) {
    AuthEvent event = record.value();
    RecordMetadata source = context().recordMetadata().orElseThrow();
    Origin origin =
        new Origin(source.topic(), source.partition(), source.offset(), source.offset(), 1);
    SignInEvent signIn = SignInRecords.event(event, origin, from.places());
    boolean ofAccount = !signIn.principal().isEmpty() && !signIn.unknownAccount();
    if (ofAccount && !check(record, signIn)) {
      return;
    }
    if (!event.getSourceAddress().isEmpty()) {
      AuthEvent same = AuthEvent.newBuilder(event).setOrigins(List.of(origin)).build();
      context().forward(new Record<>(event.getSourceAddress(), same, record.timestamp()), bySource);
    }
    if (SignInRecords.isAnswered(signIn.kind())) {
      AuthEvent counted = SignInRecords.counted(event, origin);
      String service = from.topics().authByService().keyOf(counted).orElseThrow();
      context().forward(new Record<>(service, counted, record.timestamp()), byService);
    }
  }

  /** Whether the event counts. */
  private boolean check(Record<String, AuthEvent> record, SignInEvent signIn) {
    String principal = StateNames.of(record.key());
    TimeMode mode = record.value().getTimeMode();
    try {
      Account known = memory().recall(principal);
      Account account = known == null ? new Account(settings) : known;
      Account.Result result = account.take(signIn);
      switch (result.verdict()) {
        case LATE -> from.counters().late();
        case REPEATED -> from.counters().repeated();
        case TAKEN -> {
          memory().keep(principal, account, mode);
          result.findings().forEach(found -> tell(found, record));
          memory().reach(mode, signIn.atUs());
        }
      }
      return result.verdict() == Account.Verdict.TAKEN;
    } catch (RuntimeException e) {
      memory().revert(principal);
      throw e;
    }
  }

  private void tell(SignInFinding found, Record<String, AuthEvent> record) {
    Finding finding =
        SignInRecords.finding(found, record.value(), from.topics().authEvents().name());
    from.counters().out();
    context().forward(new Record<>(finding.getSubject(), finding, record.timestamp()), findings);
  }

  private Memory<Account> memory() {
    return Objects.requireNonNull(opened, "init comes first");
  }
}
