package io.tributary.infra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import io.tributary.schemas.process.ShutdownHook;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole house, seen from the module that knows all rooms. */
class ArchitectureTest {
  private static JavaClasses house;

  @BeforeAll
  static void look() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.tributary");
  }

  @Test
  void applicationsMeetOnlyInTopics() {
    String worker = "io.tributary.worker..";
    String aggregator = "io.tributary.aggregation..";
    String router = "io.tributary.router..";
    String infra = "io.tributary.infra..";
    check(none(worker).dependOnClassesThat().resideInAnyPackage(aggregator, router, infra));
    check(none(aggregator).dependOnClassesThat().resideInAnyPackage(worker, router, infra));
    check(none(router).dependOnClassesThat().resideInAnyPackage(worker, aggregator, infra));
    check(
        none("io.tributary.schemas..")
            .dependOnClassesThat()
            .resideInAnyPackage(worker, aggregator, router, infra));
  }

  @Test
  void onlyModelAndTrainingKnowDjl() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.tributary.schemas.model..",
                "io.tributary.worker.train..",
                "io.tributary.infra.bench.train..",
                "io.tributary.router.infer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl.."));
  }

  @Test
  void onlyCodecsAndRegistryKnowGeneratedClasses() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.tributary.schemas.wire..",
                "io.tributary.schemas.codec..",
                "io.tributary.schemas.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tributary.schemas.wire.."));
  }

  /**
   * The crash sweep stands in for the clients of Kafka Streams, the simulation runs the processors
   * in its place, an experiment's direct engine runs its driver; nothing else of either may.
   */
  @Test
  void onlyTheTopologyAndWhatStandsInForItsSurroundingsKnowStreams() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.tributary.aggregation.topology..",
                "io.tributary.infra.crash.gate..",
                "io.tributary.infra.experiment.engine..",
                "io.tributary.infra.sim.task..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams.."));
  }

  @Test
  void reportAndScoresKnowNoKafka() {
    check(
        none("io.tributary.infra.report..")
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.."));
    check(
        none("io.tributary.infra.evaluate..")
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.."));
  }

  @Test
  void measuresKnowOnlyTheLanguageAndStatistics() {
    check(
        classes()
            .that()
            .resideInAPackage("io.tributary.infra.measure..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.tributary.infra.measure..",
                "org.apache.commons.statistics..",
                "java.lang..",
                "java.util.."));
  }

  @Test
  void historiesAndWhatIsSaidOfThemKnowNoInfrastructure() {
    for (String pure :
        new String[] {"io.tributary.infra.history..", "io.tributary.infra.cli.view.."}) {
      check(
          none(pure)
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "org.apache..", "org.slf4j..", "picocli..", "io.tributary.schemas.codec.."));
    }
  }

  /** Another thread would meet an object whose later fields are still empty. */
  @Test
  void noConstructorStartsAThreadOrRegistersAHook() {
    check(
        noClasses()
            .should()
            .callMethodWhere(
                describe(
                    "a constructor starts another thread",
                    call -> call.getOrigin().isConstructor() && starts(call.getTarget()))));
  }

  private static boolean starts(MethodCallTarget target) {
    JavaClass owner = target.getOwner();
    return owner.isEquivalentTo(ShutdownHook.class)
        || owner.isAssignableTo(ScheduledExecutorService.class)
        || (owner.isAssignableTo(Thread.class) && target.getName().equals("start"));
  }

  /** What a reader can hold in the head; more only where the reason is written here. */
  @Test
  void packagesHoldAtMostSixteenTypes() {
    Map<String, String> exceptions =
        Map.of("io.tributary.schemas.codec.mapping", "one mapping for each record type, all alike");
    Map<String, Long> crowded =
        house.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getPackageName().equals("io.tributary.schemas.wire"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
    crowded.keySet().removeAll(exceptions.keySet());
    crowded.values().removeIf(types -> types <= 16);
    assertThat(crowded).isEmpty();
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching("io.tributary.(**)").should().beFreeOfCycles());
  }

  private static ClassesShould none(String packages) {
    return noClasses().that().resideInAPackage(packages).should();
  }

  private static void check(ArchRule rule) {
    rule.check(house);
  }
}
