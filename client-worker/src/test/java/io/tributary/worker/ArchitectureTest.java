package io.tributary.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tributary.worker");

  @Test
  void purePackagesKnowNoInfrastructure() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.tributary.worker.align",
            "io.tributary.worker.cluster",
            "io.tributary.worker.method..",
            "io.tributary.worker.optimise",
            "io.tributary.worker.state")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "org.apache.avro..", "ai.djl..", "org.slf4j..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void onlyTrainSeesDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tributary.worker.train")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void onlyExchangeSeesKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tributary.worker.exchange")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void nobodySeesGeneratedClasses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tributary.schemas.wire..", "org.apache.avro..")
        .check(CLASSES);
  }

  @Test
  void applicationsMeetOnlyInTopics() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tributary.aggregation..", "io.tributary.router..", "io.tributary.infra..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.tributary.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theLoopDependsOnItsPartsAndNotTheOtherWayRound() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.tributary.worker.align",
            "io.tributary.worker.data..",
            "io.tributary.worker.cluster",
            "io.tributary.worker.method..",
            "io.tributary.worker.optimise",
            "io.tributary.worker.state",
            "io.tributary.worker.train")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tributary.worker", "io.tributary.worker.exchange")
        .check(CLASSES);
  }
}
