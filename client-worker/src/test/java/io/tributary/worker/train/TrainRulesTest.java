package io.tributary.worker.train;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class TrainRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tributary.worker.train");

  /** Inside a graph they give wrong gradients when a collection falls before the backward pass. */
  @Test
  void noArithmeticWithBoxedNumbers() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "an NDArray takes a Number",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isAssignableTo(NDArray.class)
                        && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Number.class))))
        .check(CLASSES);
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
