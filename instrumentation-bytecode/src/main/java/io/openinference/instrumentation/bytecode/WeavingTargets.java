// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Targets by what their class files mention, so that each text is looked for once in a class. */
final class WeavingTargets {

  private record Mentioned(ClassFileText text, List<WeavingTarget> targets) {}

  private final List<Mentioned> groups = new ArrayList<>();

  WeavingTargets(List<WeavingTarget> targets) {
    Map<String, List<WeavingTarget>> byMention = new LinkedHashMap<>();
    for (WeavingTarget target : targets) {
      byMention.computeIfAbsent(target.mention(), key -> new ArrayList<>()).add(target);
    }
    byMention.forEach((text, group) -> groups.add(new Mentioned(new ClassFileText(text), group)));
  }

  /** Tells from little which are worth a closer look at a class. */
  List<WeavingTarget> thatMayConcern(String className, byte[] classFile) {
    List<WeavingTarget> found = List.of();
    for (Mentioned group : groups) {
      if (group.text.isIn(classFile)) {
        for (WeavingTarget target : group.targets) {
          if (target.mayConcern(className)) {
            found = found.isEmpty() ? new ArrayList<>() : found;
            found.add(target);
          }
        }
      }
    }
    return found;
  }
}
