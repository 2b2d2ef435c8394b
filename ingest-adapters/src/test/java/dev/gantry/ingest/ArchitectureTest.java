package dev.gantry.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.gantry.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule SHOULD_HAVE_NO_PACKAGE_CYCLES =
      slices().matching("dev.gantry.ingest.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SHOULD_RENDER_WITHOUT_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.gantry.ingest.scene", "dev.gantry.ingest.city..", "dev.gantry.ingest.image")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.gantry.schemas..", "org.bytedeco..");
}
