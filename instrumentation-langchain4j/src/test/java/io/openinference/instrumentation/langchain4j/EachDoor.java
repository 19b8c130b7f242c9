// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.testing.contract.Door;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Marks a test that runs through each {@link Door} of the run. */
@ParameterizedTest
@MethodSource("io.openinference.instrumentation.langchain4j.TracedParts#doors")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EachDoor {}
