package io.tributary.infra.local;

/** A child that says something on standard error and exits with the code it is given. */
final class FailingChild {

  private FailingChild() {}

  public static void main(String[] args) {
    if (args.length > 2) {
      System.out.println("{\"ready\":false,\"message\":\"" + args[1] + "\"}");
    }
    System.err.println("last words");
    System.exit(Integer.parseInt(args[0]));
  }
}
