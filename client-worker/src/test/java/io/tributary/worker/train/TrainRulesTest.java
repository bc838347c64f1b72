package io.tributary.worker.train;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tributary.testkit.TensorRules;
import org.junit.jupiter.api.Test;

class TrainRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tributary.worker.train");

  @Test
  void noArithmeticWithBoxedNumbers() {
    TensorRules.NO_BOXED_NUMBERS.check(CLASSES);
  }

  @Test
  void reachesNeitherEngineInternalsNorKafkaNorAvro() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl.pytorch..", "org.apache.kafka..", "org.apache.avro..")
        .check(CLASSES);
  }
}
