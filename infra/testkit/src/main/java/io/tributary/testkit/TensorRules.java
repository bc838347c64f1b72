package io.tributary.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;

/** Rules for code that computes with DJL's arrays. */
public final class TensorRules {
  /**
   * The rule against boxed numbers: inside a graph, {@code x.div(2)} boxes the 2 into an array
   * without an owner.
   */
  public static final ArchRule NO_BOXED_NUMBERS =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "an NDArray takes a Number",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().isAssignableTo("ai.djl.ndarray.NDArray")
                          && call.getTarget().getRawParameterTypes().stream()
                              .anyMatch(type -> type.isEquivalentTo(Number.class))))
          .because("it gives wrong gradients when a collection falls before the backward pass");

  private TensorRules() {}
}
