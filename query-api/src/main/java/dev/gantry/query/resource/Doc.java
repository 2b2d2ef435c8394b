package dev.gantry.query.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a record in the API's documentation. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {

  /** Meaning, unit and range. */
  String value();

  /** An example: the text itself for strings, JSON for all else; empty to make one up. */
  String example() default "";
}
