package dev.gantry.topologies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.kafka.streams.KafkaStreams;

@AnalyzeClasses(packages = "dev.gantry", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_RUNTIME_STARTS_KAFKA_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.gantry.topologies.runtime")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(KafkaStreams.class);

  @ArchTest
  static final ArchRule PACKAGES_ARE_ACYCLIC =
      slices().matching("dev.gantry.topologies.(*)..").namingSlices("$1").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_NO_KAFKA_AND_NO_AVRO =
      noClasses()
          .that()
          .resideInAPackage("dev.gantry.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.apache.avro..", "ai.djl..", "dev.gantry.schemas..");

  @ArchTest
  static final ArchRule NOTHING_POINTS_BACK =
      noClasses()
          .that()
          .resideInAnyPackage("dev.gantry.domain..", "dev.gantry.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.gantry.topologies..");

  @ArchTest
  static final ArchRule TOPOLOGIES_NEED_NO_DETECTOR_AND_NO_WEB =
      noClasses()
          .that()
          .resideInAPackage("dev.gantry.topologies..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gantry.detectors..", "dev.gantry.query..", "dev.gantry.app..", "io.javalin..");
}
