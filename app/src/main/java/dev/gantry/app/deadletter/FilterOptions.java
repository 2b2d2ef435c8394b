package dev.gantry.app.deadletter;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class FilterOptions {
  @Option(
      names = "--cause",
      paramLabel = "CAUSE",
      description =
          "Only this cause: unreadable, invalid, too_large, wrong_partition, key_mismatch,"
              + " missing_key, undecodable_image, processing_failed, definition_rejected.")
  @Nullable String cause;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only those that came from this topic.")
  @Nullable String topic;

  @Option(
      names = "--application",
      paramLabel = "ID",
      description = "Only those set aside by this application, such as gantry-tracking.")
  @Nullable String application;

  boolean isEmpty() {
    return cause == null && topic == null && application == null;
  }

  boolean matches(DeadLetter letter) {
    return (cause == null || cause.equals(letter.cause()))
        && (topic == null || topic.equals(letter.source().topic()))
        && (application == null || application.equals(letter.application()));
  }
}
