package io.tributary.schemas.natives;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the folder where DJL unpacks PyTorch and the tokenizers: some 450 MB, once for all
 * processes of a user. DJL loads whatever it finds there, so no other user may be able to write
 * there.
 */
final class EngineCache {
  private static final Logger LOG = LoggerFactory.getLogger(EngineCache.class);

  /** The environment variable or system property by which DJL learns its folder. */
  private static final String PROPERTY = "DJL_CACHE_DIR";

  /** The names under which DJL looks for the user's choice; the first one that is set wins. */
  private static final List<String> ASKED = List.of("ENGINE_CACHE_DIR", PROPERTY);

  /** The value that this class set, to tell it from the user's choice; empty if it set none. */
  private static String ours = ""; // guarded by the class

  private EngineCache() {}

  /**
   * Keeps the user's choice if there is one, else the usual folder of DJL if it is safe, else takes
   * a folder in {@code base}. Each call replaces the choice of the one before.
   *
   * @throws Failure NATIVE_DIR_UNUSABLE if the user's choice is not safe
   */
  static synchronized void choose(Map<String, String> environment, Path base) {
    forgetOurs();
    for (String name : ASKED) {
      String asked = environment.getOrDefault(name, System.getProperty(name, ""));
      if (!asked.isEmpty()) {
        refusal(asked, base).ifPresent(why -> refuse(name, why));
        return;
      }
    }
    String home = System.getProperty("user.home");
    Optional<String> why =
        new File(home).canWrite()
            ? refusal(home + "/.djl.ai", base)
            : Optional.of(home + " cannot be written");
    why.ifPresent(
        text -> {
          Path instead = base.resolve("engines");
          LOG.atDebug()
              .addKeyValue(LogKeys.FOLDER, instead)
              .addKeyValue(LogKeys.REASON, text)
              .log("PyTorch is unpacked in another folder");
          ours = instead.toString();
          System.setProperty(PROPERTY, ours);
        });
  }

  private static void forgetOurs() {
    if (!ours.isEmpty() && ours.equals(System.getProperty(PROPERTY))) {
      System.clearProperty(PROPERTY);
    }
    ours = "";
  }

  /**
   * Creates the folder if it is missing. Returns why libraries must not be loaded from it, or empty
   * if they may.
   */
  private static Optional<String> refusal(String name, Path base) {
    try {
      Path folder = Path.of(name);
      PrivateFiles.createFolders(folder);
      return MountTable.read().forbidsPrograms(folder.toRealPath())
          ? Optional.of(folder + " is on a file system that is mounted noexec")
          : ForeignFiles.first(folder, Files.getOwner(base));
    } catch (IOException | InvalidPathException e) {
      return Optional.of(name + " cannot be read and written: " + e);
    }
  }

  private static void refuse(String name, String why) {
    throw new Failure(
        Failure.Kind.CONFIGURATION,
        "NATIVE_DIR_UNUSABLE",
        name + " must be a folder to load native libraries from: " + why,
        "Let it name a folder of your own where programs may run, or leave it out.");
  }
}
