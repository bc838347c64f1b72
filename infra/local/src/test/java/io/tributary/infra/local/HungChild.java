package io.tributary.infra.local;

import java.util.concurrent.CountDownLatch;

/** A child that says it is ready, and never ends when it is asked to. */
public final class HungChild {

  private HungChild() {}

  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(HungChild::hang));
    System.out.println("{\"ready\":true}");
    hang();
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
