package io.tributary.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tributary.worker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WorkerRulesTest {
  @ArchTest
  static final ArchRule PURE_PACKAGES_KNOW_NO_INFRASTRUCTURE =
      noClasses()
          .that()
          .resideInAnyPackage("io.tributary.worker.cluster", "io.tributary.worker.state")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.apache.avro..", "ai.djl..", "org.slf4j..", "picocli..");

  @ArchTest
  static final ArchRule ONLY_TRAIN_SEES_DJL =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tributary.worker.train")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule ONLY_EXCHANGE_SEES_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tributary.worker.exchange")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule NOBODY_SEES_GENERATED_CLASSES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tributary.schemas.wire..", "org.apache.avro..");

  @ArchTest
  static final ArchRule APPLICATIONS_MEET_ONLY_IN_TOPICS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tributary.aggregation..", "io.tributary.router..", "io.tributary.infra..");

  @ArchTest
  static final ArchRule DATA_AND_CLUSTER_AND_STATE_ARE_LEAVES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.tributary.worker.data",
              "io.tributary.worker.cluster",
              "io.tributary.worker.state",
              "io.tributary.worker.train")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tributary.worker", "io.tributary.worker.exchange");
}
