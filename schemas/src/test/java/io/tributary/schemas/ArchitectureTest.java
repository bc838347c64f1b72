package io.tributary.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The lines between the packages of the contract. */
class ArchitectureTest {
  private static final String ROOT = "io.tributary.schemas.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tributary.schemas");

  @Test
  void onlyCodecAndRegistrySeeGeneratedClasses() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "codec..", ROOT + "registry", ROOT + "wire")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "wire")
        .check(CLASSES);
  }

  @Test
  void theCoreIsPlainJava() {
    String[] core = {
      ROOT + "id",
      ROOT + "spec",
      ROOT + "update",
      ROOT + "event",
      ROOT + "adapter",
      ROOT + "geometry",
      ROOT + "identity"
    };
    classes()
        .that()
        .resideInAnyPackage(core)
        .and()
        .resideOutsideOfPackage(ROOT + "identity")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("java..")
                .or(JavaClass.Predicates.resideInAnyPackage(core)))
        .check(CLASSES);
  }

  @Test
  void identityIsOnItsOwnAndAloneKnowsItsCryptography() {
    classes()
        .that()
        .resideInAPackage(ROOT + "identity")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", ROOT + "identity", "org.bouncycastle..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "identity")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void onlyModelKnowsDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void onlyRegistryKnowsConfluent() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "registry")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.confluent..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
