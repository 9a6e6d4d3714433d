const text = `---
title: The Library at the End of the Line
author: Lectern
lang: en-GB
---

# The Last Stop

The tram to Winterbourne Quay has eleven stops, and nobody ever gets off at the eleventh.

Nobody, that is, except Mr. Pell.

Every evening, when the other passengers had gone home to their suppers, he stayed in his seat by the window with his
hat on his knees, and listened to the wheels sing the last long curve down to the sea. Then the driver would call,
without turning round, “End of the line, Mr. Pell!”

“And the beginning of the evening,” Mr. Pell would answer. He had said so for thirty-one years.

At the end of the line stood a small brick house with a green door. It had once been the waiting room. Now it was a
library—the smallest in the county, with four hundred and six books, one lamp, and a kettle that whistled in B flat.

Mr. Pell lit the lamp, filled the kettle, and waited. He was good at waiting. But that night the rain came in sideways
off the water, and even he did not expect a knock.

Three knocks. A pause… then one more, much lower down.

# The Girl with the Wet Umbrella

On the step stood a girl of about nine, and beside her, dripping with great dignity, a dog.

“Is it true,” said the girl, “that you have a book for everyone?”

“Four hundred and six of them,” said Mr. Pell. “Whether that is everyone, I have never been sure. Do come in. Does he
read?”

“She,” said the girl. “And only the pictures.”

Her name was Ada. She had come the whole way on her own, she explained, because of the noise in her house: two
brothers, a trombone, a baby. She wanted a book with some quiet in it. She put a purse on the desk and counted out
everything she had.

“That’s £2.40,” she said, “and a button.”

“Borrowing is free. The button, however…” He held it to the lamp. It was blue, with an anchor on it. “The button I
shall look after until you bring the book back. Fair?”

“Fair.”

He walked along the shelves with one finger in the air, as if he were testing the wind. He passed the pirates. He
passed the queens, the comets, and the encyclopaedia, vol. 3, which hummed a little in wet weather. At the very end he
stopped.

“Here,” he said. “This one has hardly ever been opened. I think it has been saving itself.”

* * *

They read until the kettle had whistled twice. The rain went on, but it seemed to have moved further off, the way
rain does when a story comes between you and it. The dog slept. The lamp ticked. And somewhere around page 57, Ada
noticed that she could no longer hear the trombone in her head.

# The First Stop

In the morning there was a queue.

It was not a long queue. It was made of two brothers, a mother with a baby on her hip, and the tram driver, who had
turned round at last to see where everybody was going.

“We’ve come about the quiet,” said the elder brother.

“We heard you give it away,” said the younger.

Mr. Pell looked at them all for some time. Then he took the blue button from his waistcoat pocket and hung it on a
nail by the door, where the sun could find it.

“I do not give it away,” he said. “I lend it. You must bring it back when you have finished, so that the next person
may have some.”

And that is why, if you take the tram to Winterbourne Quay today, you will find that the signs have been painted over.
The old ones said *End of the Line*. The new ones, in Ada’s careful letters, say something else:

First stop. All change—mind the dog.
`;

/** The manuscript that comes with Lectern: a short story of our own, in Markdown, to try the studio with. */
export const sampleManuscript: { name: string; text: string } = {
  name: 'The Library at the End of the Line.md',
  text,
};
