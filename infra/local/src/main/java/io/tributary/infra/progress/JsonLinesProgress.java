package io.tributary.infra.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.text.PrintableText;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Writes one JSON object per event on standard output. */
final class JsonLinesProgress implements Progress {
  private final PrintStream out;
  private final Map<String, ProgressBar> last = new HashMap<>();

  JsonLinesProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void line(String text) {
    print(event("line").put("text", text));
  }

  @Override
  public void warn(String text) {
    print(event("warning").put("text", text));
  }

  @Override
  public synchronized void bar(ProgressBar bar) {
    if (!bar.equals(last.put(bar.name(), bar))) {
      print(
          event("progress")
              .put("name", bar.name())
              .put("done", bar.done())
              .put("total", bar.total())
              .put("note", bar.note()));
    }
  }

  @Override
  public void finish() {
    out.flush();
  }

  private static ObjectNode event(String kind) {
    return JsonNodeFactory.instance.objectNode().put("event", kind);
  }

  private synchronized void print(ObjectNode event) {
    out.println(PrintableText.line(event.toString()));
    out.flush();
  }
}
