package dev.gantry.query.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a record in the API's documentation; on a type, all components of that
 * type that say nothing else.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Doc {

  /** What an answer says that was read from a store. */
  String PROVISIONAL =
      "True: read from a store before its transaction is committed, so that it may still change"
          + " after a failure.";

  /** Meaning, unit and range. */
  String value();

  /** An example: the text itself for strings, JSON for all else; empty to make one up. */
  String example() default "";
}
