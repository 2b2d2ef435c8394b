package dev.gantry.topologies.definition;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * One document that was read and found right.
 *
 * @param kind what it defines
 * @param id id within the kind
 * @param file where it was read from
 * @param line line it starts on, from 1
 * @param document its own text, without the documents around it
 * @param canonical the same content in one fixed form: equal for documents that differ only in
 *     layout, comments or the order of fields
 * @param value the domain's value of it
 */
public record ParsedDefinition(
    DefinitionKind kind,
    String id,
    String file,
    int line,
    String document,
    String canonical,
    Value value) {

  /** A definition as the domain knows it. */
  public sealed interface Value {}

  /**
   * Kind camera.
   *
   * @param references what it names in others
   */
  record Camera(CameraDefinition camera, List<Reference> references) implements Value {

    Camera {
      references = List.copyOf(references);
    }
  }

  /** Kind rule. */
  public record RuleValue(Rule rule) implements Value {}

  /** Kind model. */
  public record Model(ModelDescriptor model) implements Value {}

  /** Kind schedule. */
  public record ScheduleValue(Schedule schedule) implements Value {}

  /**
   * Any other kind: checked whole, and kept as its document.
   *
   * @param as what others may name it as
   * @param references what it names in others
   */
  record Linked(Optional<Referent> as, List<Reference> references) implements Value {

    Linked {
      references = List.copyOf(references);
    }
  }

  /** Its kind and id. */
  public DefinitionName name() {
    return new DefinitionName(kind, id);
  }

  /** The camera, when it is one. */
  public Optional<CameraDefinition> camera() {
    return value instanceof Camera found ? Optional.of(found.camera()) : Optional.empty();
  }

  /** The rule, when it is one. */
  public Optional<Rule> rule() {
    return value instanceof RuleValue found ? Optional.of(found.rule()) : Optional.empty();
  }

  /** The schedule, when it is one. */
  public Optional<Schedule> schedule() {
    return value instanceof ScheduleValue found ? Optional.of(found.schedule()) : Optional.empty();
  }

  /** What others may name it as. */
  Optional<Referent> referent() {
    if (value instanceof Model) {
      return Optional.of(Referent.MODEL);
    }
    return value instanceof Linked linked ? linked.as() : Optional.empty();
  }

  /** What it names in others. */
  List<Reference> references() {
    if (value instanceof Camera found) {
      return found.references();
    }
    return value instanceof Linked linked ? linked.references() : List.of();
  }

  /** The model, when it is one. */
  public Optional<ModelDescriptor> model() {
    return value instanceof Model found ? Optional.of(found.model()) : Optional.empty();
  }
}
