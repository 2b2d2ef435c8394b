package dev.gantry.topologies.definition;

import java.util.Optional;

/** Checks a document of kind contact: a person and how to reach her, or a team and who is in it. */
final class ContactReader {

  private static final String EITHER = "channels, of a person, or members, of a team";

  private ContactReader() {}

  /** Its id; also notes what it names. */
  static Optional<String> read(Fields fields, References references) {
    Optional<String> id = fields.id("id");
    fields.text("name");
    if (isTeam(fields) == fields.find("channels").isPresent()) {
      fields
          .problems()
          .at(
              fields.node(),
              fields.pathOf("channels"),
              "either " + EITHER,
              isTeam(fields) ? "both" : "neither");
    }
    for (Fields.Element channel : Lists.filled(fields, "channels", "a list of channels")) {
      fields
          .mappingAt(channel)
          .ifPresentOrElse(
              step -> step(step, references),
              () ->
                  ChannelsReader.channel(
                      fields.problems(), channel.node(), channel.path(), references));
    }
    references.idsOnce(
        Lists.filled(fields, "members", "a list of ids of contacts"), Referent.PERSON);
    fields.finish();
    return id;
  }

  /** What it may be named as. */
  static Referent referent(Fields fields) {
    return isTeam(fields) ? Referent.TEAM : Referent.PERSON;
  }

  private static boolean isTeam(Fields fields) {
    return fields.find("members").isPresent();
  }

  /** A channel that is tried later, or only for some alerts. */
  private static void step(Fields step, References references) {
    step.requiredText("channel", "an address or the id of a channel");
    step.find("channel")
        .ifPresent(
            node ->
                ChannelsReader.channel(step.problems(), node, step.pathOf("channel"), references));
    step.duration("after");
    MatchersReader.matchers(step, "matchers");
    step.finish();
  }
}
