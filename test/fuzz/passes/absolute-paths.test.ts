import { absolutePaths } from "../../../src/passes/absolute-paths.ts";
import { testSameEffects } from "../../support/same-effects.ts";

testSameEffects(absolutePaths, "one-multisubstitute");
