package io.tributary.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.tributary.http");

  @Test
  void onlyFourClassesKnowTheHttpLibrary() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.tributary\\.http\\.(HttpPort|RequestExchange|ConnectionLimiter|LibraryRefusals)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(CLASSES);
  }

  @Test
  void portsKnowNoTopicsAndNoModel() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "ai.djl..")
        .check(CLASSES);
  }
}
