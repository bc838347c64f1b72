package io.tributary.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks a test that takes most of a minute. A plain build skips it and prints its name and why;
 * {@code -Dtests.long=true}, which CI's second stage passes, runs it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LongTest.Condition.class)
public @interface LongTest {
  /** Returns what proves the same at a smaller scale in every build, or by which command. */
  String value();

  /** Skips what is marked unless the system property {@code tests.long} is true. */
  final class Condition implements ExecutionCondition {
    private static final String PROPERTY = "tests.long";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      LongTest mark =
          context.getElement().map(element -> element.getAnnotation(LongTest.class)).orElse(null);
      if (mark == null || Boolean.getBoolean(PROPERTY)) {
        return ConditionEvaluationResult.enabled("no long test, or -D" + PROPERTY + "=true");
      }
      return SkippedTest.because(
          context, "takes long; " + mark.value() + "; -D" + PROPERTY + "=true runs it");
    }
  }
}
