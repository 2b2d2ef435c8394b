package dev.gantry.app.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One change to the registry, as the journal keeps it. A null subject means the whole registry. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Change.Register.class, name = "register"),
  @JsonSubTypes.Type(value = Change.Delete.class, name = "delete"),
  @JsonSubTypes.Type(value = Change.Compatibility.class, name = "compatibility"),
  @JsonSubTypes.Type(value = Change.SetMode.class, name = "mode")
})
sealed interface Change {
  record Register(String subject, int version, int id, String schema) implements Change {}

  record Delete(String subject, int version, boolean permanent) implements Change {}

  /** A null level takes the setting away. */
  record Compatibility(@Nullable String subject, @Nullable CompatibilityLevel level)
      implements Change {}

  /** A null mode takes the setting away. */
  record SetMode(@Nullable String subject, @Nullable Mode mode) implements Change {}
}
