// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups targets by the text that their class files contain, so that each text is searched once per
 * class.
 */
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

  /** Returns the targets for which a class needs a closer look. */
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
