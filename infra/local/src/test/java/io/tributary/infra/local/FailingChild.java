package io.tributary.infra.local;

/** A child that says something on standard error and exits with the code it is given. */
public final class FailingChild {

  private FailingChild() {}

  /** {@code EXIT_CODE [ERROR_CODE MESSAGE]}, and what the supervisor adds. */
  public static void main(String[] args) {
    if (args.length > 2) {
      System.out.println(
          "{\"ready\":false,\"error_code\":\"%s\",\"message\":\"%s\",\"hint\":\"mend it\"}"
              .formatted(args[1], args[2]));
    }
    System.err.println("last words");
    System.exit(Integer.parseInt(args[0]));
  }
}
