package io.tributary.schemas.natives;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a scratch folder until it is killed. */
final class HeldFolder {
  private HeldFolder() {}

  public static void main(String[] args) throws IOException {
    System.out.println(ScratchFolder.below(Path.of(args[0])).path());
    System.in.read();
  }
}
