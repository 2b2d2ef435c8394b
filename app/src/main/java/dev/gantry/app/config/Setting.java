package dev.gantry.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of the configuration, on the record component that holds its value. The key is the
 * component's name in snake case below that of its section; its type says what may be written.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
  /** What it does, for the reference page; one or two sentences. */
  String doc();

  /** The value when nothing is given, as it would be written; empty for none. */
  String byDefault() default "";

  /** Whether a value has to be given. */
  boolean required() default false;

  /** Least number taken. */
  long min() default Long.MIN_VALUE;

  /** Greatest number taken. */
  long max() default Long.MAX_VALUE;

  /** The only texts taken; empty for any. */
  String[] oneOf() default {};
}
