package dev.gantry.bench.faults;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.runtime.Role;

/**
 * Holds what SIGN-INS wrote against what each of its partitions, replayed in the order in which it
 * lies there, comes to: accounts from the sign-ins, sources from the sign-ins by source. Those of
 * one source come from several partitions, and in which order is not the same in every run.
 */
final class SignInCheck {

  private final CommittedReader reader;
  private final TopicCatalogue topics;
  private final CrowdEvents crowd;
  private final Ledger sent = new Ledger();
  private final Ledger bySource = new Ledger();
  private final Ledger expectedBySource = new Ledger();
  private final Ledger byService = new Ledger();
  private final Ledger expectedByService = new Ledger();
  private final Ledger told = new Ledger();
  private final Ledger expectedTold = new Ledger();
  private long disordered;

  SignInCheck(CommittedReader reader, TopicCatalogue topics, CrowdEvents crowd) {
    this.reader = reader;
    this.topics = topics;
    this.crowd = crowd;
  }

  /**
   * Checks.
   *
   * @param ticks of the crowd that were sent
   */
  void run(long ticks, Findings findings) {
    for (int partition = 0; partition < reader.partitions(topics.authEvents()); partition++) {
      replayAccounts(partition);
      replaySources(partition);
    }
    reader.read(topics.authBySource(), event -> note(bySource, event));
    reader.read(topics.authByService(), event -> note(byService, event));
    reader.read(topics.signinFindings(), finding -> note(told, finding));
    findings.add("sign-ins", sent.comparedTo(sentBy(ticks)));
    findings.wrong("sign-ins out of order", disordered);
    findings.add("sign-ins by source", bySource.comparedTo(expectedBySource));
    findings.add("sign-ins by service", byService.comparedTo(expectedByService));
    findings.add("findings", told.comparedTo(expectedTold));
    findings.countSignIns(bySource.entries(), told.entries());
  }

  private Ledger sentBy(long ticks) {
    Ledger all = new Ledger();
    for (long tick = 0; tick < ticks; tick++) {
      crowd.signIns(tick).forEach(event -> note(all, event));
    }
    return all;
  }

  private void replayAccounts(int partition) {
    Ascending order = new Ascending();
    try (PartitionReplay role = role()) {
      role.give(
          TopicCatalogue::authEvents,
          partition,
          event -> {
            if (event.getEventId().startsWith(CrowdEvents.SIGN_IN)) {
              note(sent, event);
              order.add(event.getOccurredAtUs());
            }
            role.take(TopicCatalogue::authBySource)
                .forEach(passed -> note(expectedBySource, passed));
            role.take(TopicCatalogue::authByService)
                .forEach(passed -> note(expectedByService, passed));
            role.take(TopicCatalogue::signinFindings).stream()
                .filter(SignInCheck::isOfAccount)
                .forEach(finding -> note(expectedTold, finding));
          });
    }
    disordered += order.disordered();
  }

  private void replaySources(int partition) {
    try (PartitionReplay role = role()) {
      role.give(
          TopicCatalogue::authBySource,
          partition,
          event ->
              role.take(TopicCatalogue::signinFindings)
                  .forEach(finding -> note(expectedTold, finding)));
    }
  }

  private PartitionReplay role() {
    return new PartitionReplay(reader, topics, Role.SIGNINS);
  }

  private static boolean isOfAccount(Finding finding) {
    return finding.getSubject().equals(finding.getPrincipal());
  }

  private static void note(Ledger ledger, AuthEvent event) {
    ledger.add(event.getEventId(), Canonical.of(event));
  }

  private static void note(Ledger ledger, Finding finding) {
    ledger.add(finding.getFindingId(), Canonical.of(finding));
  }
}
