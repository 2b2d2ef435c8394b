package dev.gantry.app.definition;

import dev.gantry.topologies.definition.DefinitionName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a definition, such as {@code rule/speeding}. */
final class NameConverter implements ITypeConverter<DefinitionName> {

  @Override
  public DefinitionName convert(String text) {
    return DefinitionName.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected " + DefinitionName.EXPECTED + ", found " + text));
  }
}
