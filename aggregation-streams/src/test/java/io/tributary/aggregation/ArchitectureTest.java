package io.tributary.aggregation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses AGGREGATOR =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.tributary.aggregation");

  private static final String[] PURE = {
    "io.tributary.aggregation.gate",
    "io.tributary.aggregation.limit",
    "io.tributary.aggregation.cluster..",
    "io.tributary.aggregation.merge..",
    "io.tributary.aggregation.ledger.."
  };

  @Test
  void pureCoresKnowNoInfrastructure() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache..",
            "org.slf4j..",
            "picocli..",
            "io.tributary.schemas.codec..",
            "io.tributary.schemas.registry..",
            "io.tributary.aggregation.topology..",
            "io.tributary.aggregation")
        .check(AGGREGATOR);
  }

  @Test
  void pureCoresReadNoClockAndNoRandomness() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .check(AGGREGATOR);
  }

  @Test
  void onlyTopologyKnowsKafkaStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tributary.aggregation.topology..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.streams..", "org.rocksdb..")
        .check(AGGREGATOR);
  }

  @Test
  void nobodyKnowsAnHttpServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "com.sun.net.httpserver..")
        .check(AGGREGATOR);
  }

  @Test
  void nobodySeesGeneratedClasses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tributary.schemas.wire..", "org.apache.avro..", "ai.djl..")
        .check(AGGREGATOR);
  }

  @Test
  void onlyWhoDecidesAsksTheGate() {
    classes()
        .that()
        .resideInAPackage("io.tributary.aggregation.gate")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(
            "io.tributary.aggregation.gate",
            "io.tributary.aggregation.ledger..",
            "io.tributary.aggregation.membership",
            "io.tributary.aggregation.topology..")
        .check(AGGREGATOR);
  }

  /** Sums at the bottom, then what a strategy is, then the strategies, then their catalogue. */
  @Test
  void mergeStrategiesBuildOnSumsAndNotTheOtherWayRound() {
    String merge = "io.tributary.aggregation.merge";
    slices().matching(merge + ".(*)").should().beFreeOfCycles().check(AGGREGATOR);
    noClasses()
        .that()
        .resideInAPackage(merge)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(merge + ".*")
        .check(AGGREGATOR);
    noClasses()
        .that()
        .resideInAPackage(merge + ".strategy")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            merge + ".linear", merge + ".robust", merge + ".module", merge + ".server")
        .check(AGGREGATOR);
    noClasses()
        .that()
        .resideOutsideOfPackage(merge + ".module")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ejml..")
        .check(AGGREGATOR);
  }

  /**
   * Decisions are logged, then applied in one place; only reading a stored ledger sets fields, too.
   */
  @Test
  void onlyTheTransitionChangesALedgersFields() {
    String ledger = "io.tributary.aggregation.ledger";
    noClasses()
        .that()
        .resideOutsideOfPackages(ledger + ".state", ledger + ".store")
        .and()
        .doNotHaveSimpleName("LedgerTransition")
        .should()
        .setFieldWhere(
            describe(
                "it belongs to what a ledger knows",
                access -> access.getTargetOwner().getPackageName().equals(ledger + ".state")))
        .check(AGGREGATOR);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.tributary.(**)").should().beFreeOfCycles().check(AGGREGATOR);
  }
}
