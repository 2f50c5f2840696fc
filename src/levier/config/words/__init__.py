"""Words: French is written in the code; Dutch and English stand in catalogues, compiled at the first start."""
