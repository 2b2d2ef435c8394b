package dev.gantry.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between modules: arrows point one way. */
@AnalyzeClasses(packages = "dev.gantry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule MODULES_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.gantry..")
          .layer("domain")
          .definedBy("dev.gantry.domain..")
          .layer("schemas")
          .definedBy("dev.gantry.schemas..")
          .layer("detectors")
          .definedBy("dev.gantry.detectors..")
          .layer("topologies")
          .definedBy("dev.gantry.topologies..")
          .layer("ingest")
          .definedBy("dev.gantry.ingest..")
          .layer("query")
          .definedBy("dev.gantry.query..")
          .layer("testkit")
          .definedBy("dev.gantry.testkit..")
          .layer("app")
          .definedBy("dev.gantry.app..")
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("detectors")
          .mayOnlyAccessLayers("domain")
          .whereLayer("topologies")
          .mayOnlyAccessLayers("domain", "schemas")
          .whereLayer("ingest")
          .mayOnlyAccessLayers("domain", "schemas")
          .whereLayer("query")
          .mayOnlyAccessLayers("domain", "schemas", "topologies")
          .whereLayer("testkit")
          .mayOnlyAccessLayers("domain", "schemas", "topologies")
          .whereLayer("testkit")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule DOMAIN_DEPENDS_ON_NOTHING =
      noClasses()
          .that()
          .resideInAPackage("dev.gantry.domain..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("dev.gantry.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule DOMAIN_ASKS_NO_CLOCK_AND_DRAWS_NO_LOTS =
      noClasses()
          .that()
          .resideInAPackage("dev.gantry.domain..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class)
          .orShould()
          .callConstructor(java.util.Date.class);

  @ArchTest
  static final ArchRule ONLY_THE_RUNTIME_STARTS_KAFKA_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.gantry.topologies.runtime..")
          .should()
          .callConstructorWhere(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "the target is KafkaStreams",
                  call ->
                      call.getTarget()
                          .getOwner()
                          .getName()
                          .equals("org.apache.kafka.streams.KafkaStreams")));

  @ArchTest
  static final ArchRule NATIVES_LIVE_AT_THE_EDGES =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.gantry.detectors..", "dev.gantry.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco..", "ai.djl..", "ai.onnxruntime..");
}
