package io.tributary.infra.local.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelException;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.natives.NativeFolder;
import io.tributary.schemas.process.ReadyLine;
import io.tributary.schemas.process.StdinWatch;
import io.tributary.schemas.text.PrintableStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Describes a base model in a process of its own, so that the command line never has native memory:
 * {@code bundled|DIR RANK ALPHA TARGETS}. It prints the model's id, the width of its embeddings and
 * the layout of an adapter on it as its ready line. Exit code 4: an unusable model or bad
 * arguments.
 */
public final class ModelProbeMain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BAD_ARGUMENTS = 4;

  private ModelProbeMain() {}

  public static void main(String[] args) {
    PrintableStream.installOnStandardError();
    String[] rest = StdinWatch.start(args);
    NativeFolder.prepare(System.getenv(), Optional.empty());
    try (BaseModel model = BaseModel.load(source(rest[0]))) {
      Set<String> targets = new TreeSet<>(Arrays.asList(rest[3].split(",", -1)));
      AdapterLayout layout =
          model.layout(Integer.parseInt(rest[1]), Float.parseFloat(rest[2]), targets);
      System.out.println(describe(model, layout));
      System.out.flush();
    } catch (BaseModelException e) {
      refuse("BASE_MODEL_UNREADABLE", e, "Check --base-model, or leave it out.");
    } catch (IllegalArgumentException e) {
      refuse("BAD_ARGUMENTS", e, "Correct --rank, --alpha or --targets.");
    }
    NativeFolder.leave();
    System.exit(0);
  }

  private static BaseModelSource source(String name) {
    return name.equals("bundled")
        ? BaseModelSource.bundled()
        : BaseModelSource.directory(Path.of(name));
  }

  private static ObjectNode describe(BaseModel model, AdapterLayout layout) {
    ObjectNode line = JSON.createObjectNode();
    line.put("ready", true).put("id", model.id()).put("hidden", model.hidden());
    line.put("rank", layout.rank()).put("alpha", layout.alpha());
    ArrayNode sites = line.putArray("sites");
    for (TargetModule targetModule : layout.targetModules()) {
      sites
          .addObject()
          .put("name", targetModule.name())
          .put("inputs", targetModule.inputs())
          .put("outputs", targetModule.outputs());
    }
    return line;
  }

  private static void refuse(String code, RuntimeException why, String hint) {
    ReadyLine.print(ReadyLine.refused(code, why.getMessage(), hint));
    System.exit(BAD_ARGUMENTS);
  }
}
