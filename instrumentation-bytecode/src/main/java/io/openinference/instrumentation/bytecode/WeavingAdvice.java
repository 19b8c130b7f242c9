// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.OffsetMapping.ForStackManipulation;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import org.jspecify.annotations.Nullable;

/** The advice of one weaving in Byte Buddy's form, created when the first class is woven. */
final class WeavingAdvice {

  private final int id;

  // Without a lock, because classes are loaded here under locks that other threads may wait for.
  private volatile @Nullable Advice made;

  WeavingAdvice(int id) {
    this.id = id;
  }

  Advice get() throws IOException {
    Advice known = made;
    if (known == null) {
      known =
          Advice.withCustomMapping()
              .bind(
                  new ForStackManipulation.Factory<>(
                      AdviceId.class,
                      IntegerConstant.forValue(id),
                      TypeDescription.ForLoadedType.of(int.class).asGenericType()))
              .to(new TypeDescription.ForLoadedType(MethodAdvice.class), BootstrapBridge.advice());
      made = known;
    }
    return known;
  }
}
