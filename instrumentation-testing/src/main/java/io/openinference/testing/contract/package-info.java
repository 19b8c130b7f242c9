/**
 * The contract of an instrumentation: the behaviour of every traced library, through every door.
 *
 * <p>A library's module extends {@link io.openinference.testing.contract.InstrumentationContract}
 * and implements a few methods that call the library. All libraries run the same tests.
 */
@NullMarked
package io.openinference.testing.contract;

import org.jspecify.annotations.NullMarked;
