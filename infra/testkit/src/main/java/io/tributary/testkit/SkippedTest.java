package io.tributary.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints which test is skipped and why, because Surefire's console names neither. */
public final class SkippedTest {
  private SkippedTest() {}

  /** Goes on only where a condition holds; otherwise the test is skipped and the reason printed. */
  public static void unless(boolean condition, String reason) {
    if (!condition) {
      print(StackWalker.getInstance().walk(SkippedTest::caller), reason);
    }
    assumeTrue(condition, reason);
  }

  static ConditionEvaluationResult because(ExtensionContext context, String reason) {
    String name =
        context.getRequiredTestClass().getSimpleName()
            + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
    print(name, reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static String caller(java.util.stream.Stream<StackWalker.StackFrame> frames) {
    return frames
        .skip(1)
        .findFirst()
        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
        .orElse("a test");
  }

  private static void print(String test, String reason) {
    System.out.println("SKIPPED " + test + ": " + reason);
  }
}
