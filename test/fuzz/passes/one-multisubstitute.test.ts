import { oneMultisubstitute } from "../../../src/passes/one-multisubstitute.ts";
import { testSameEffects } from "../../support/same-effects.ts";

testSameEffects(oneMultisubstitute, "one-multisubstitute");
