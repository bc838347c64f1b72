package io.tributary.infra.attack;

import java.util.concurrent.CountDownLatch;

/** Says one thing, as a local run does, and then waits until it is stopped. */
public final class PatientRun {
  private PatientRun() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println("{\"event\":\"line\",\"text\":\"waiting\"}");
    new CountDownLatch(1).await();
  }
}
