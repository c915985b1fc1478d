import { oneMkdir } from "../../../src/passes/one-mkdir.ts";
import { testSameEffects } from "../../support/same-effects.ts";

testSameEffects(oneMkdir, "one-mkdir");
