package io.tributary.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Who may import what; the package-infos say it in words. Plain tests, because ArchUnit's own JUnit
 * engine finds nothing to run on JUnit 6.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tributary.router");

  @Test
  void onlyInferSeesTheModel() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("..router.infer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "io.tributary.schemas.model..");
    rule.check(CLASSES);
  }

  @Test
  void nobodyKnowsTheHttpLibrary() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..", "com.sun.net.httpserver..");
    rule.check(CLASSES);
  }

  @Test
  void onlyCatalogFollowsTopics() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("..router.catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.tributary.schemas.follow..");
    rule.check(CLASSES);
  }

  @Test
  void routeIsPure() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("..router.route..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "..router.route..",
                "io.tributary.schemas.adapter..",
                "io.tributary.schemas.event..",
                "io.tributary.schemas.geometry..",
                "io.tributary.schemas.id..");
    rule.check(CLASSES);
  }

  @Test
  void applicationsMeetOnlyInTopics() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.tributary.worker..",
                "io.tributary.aggregation..",
                "io.tributary.infra..",
                "io.tributary.broker..",
                "io.tributary.schemas.wire..");
    rule.check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    ArchRule rule = slices().matching("io.tributary.(**)").should().beFreeOfCycles();
    rule.check(CLASSES);
  }

  @Test
  void theLowerPackagesDoNotKnowHttp() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage("..router.route..", "..router.catalog..", "..router.infer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..router.http..", "io.tributary.router");
    rule.check(CLASSES);
  }
}
