package io.tributary.router;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import what; the package-infos say it in words. */
@AnalyzeClasses(
    packages = "io.tributary.router",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule only_infer_sees_the_model =
      noClasses()
          .that()
          .resideOutsideOfPackage("..router.infer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "io.tributary.schemas.model..");

  @ArchTest
  static final ArchRule only_one_class_knows_the_http_library =
      noClasses()
          .that(resideInAPackage("..router..").and(simpleNameStartingWith("HttpPort").negate()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule only_catalog_follows_topics =
      noClasses()
          .that()
          .resideOutsideOfPackage("..router.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.tributary.schemas.follow..");

  @ArchTest
  static final ArchRule route_is_pure =
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

  @ArchTest
  static final ArchRule applications_meet_only_in_topics =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tributary.worker..",
              "io.tributary.aggregation..",
              "io.tributary.infra..",
              "io.tributary.broker..",
              "io.tributary.schemas.wire..");

  @ArchTest
  static final ArchRule the_lower_packages_do_not_know_http =
      noClasses()
          .that()
          .resideInAnyPackage("..router.route..", "..router.catalog..", "..router.infer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..router.http..", "io.tributary.router");
}
