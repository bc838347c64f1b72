package io.tributary.schemas.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tributary.testkit.TensorRules;
import org.junit.jupiter.api.Test;

class ModelRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tributary.schemas.model");

  @Test
  void noArithmeticWithBoxedNumbers() {
    TensorRules.NO_BOXED_NUMBERS.check(CLASSES);
  }

  @Test
  void theRuleSeesArithmeticWithABoxedNumber() {
    JavaClasses offender = new ClassFileImporter().importClasses(Halving.class);
    assertThatThrownBy(() -> TensorRules.NO_BOXED_NUMBERS.check(offender))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Halving");
  }

  @Test
  void oneDoorToEngineInternals() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Torch")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch..")
        .check(CLASSES);
  }

  @Test
  void knowsNeitherKafkaNorAvro() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..")
        .check(CLASSES);
  }

  /** What nobody may write. */
  static final class Halving {
    private Halving() {}

    static NDArray half(NDArray x) {
      return x.div(2);
    }
  }
}
