package io.tributary.http.manage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The identity of a program.
 *
 * @param name of the program, as {@code tributary-worker}
 * @param version of the build
 * @param federation prefix of its topics
 * @param baseModel id of the frozen model
 */
public record ProcessIdentity(String name, String version, String federation, String baseModel) {
  /** Returns the identity as {@code GET /version} says it, by field. */
  public Map<String, String> document() {
    var document = new LinkedHashMap<String, String>();
    document.put("name", name);
    document.put("version", version);
    document.put("java", Runtime.version().toString());
    document.put("federation", federation);
    document.put("base_model", baseModel);
    return document;
  }
}
