/* The pages of learn: texts and nothing else. Whoever changes one reads domain.md first: what it does not
 * know is not said here, "may" and "often" are not for style, and nothing is promised. */
#include "base/i18n.h"
#include "core/learn.h"

static const struct learn_page pages[] = {
	{"idea",
	 N_("The idea"),
	 {{LEARN_TEXT, N_("Long driving and long sitting often go together with back pain. One idea of why: "
			  "tight hamstrings, the muscles at the back of the thigh, may pull on the hips "
			  "until the lower back tires.")},
	  {LEARN_TEXT, N_("So you sit on a firm chair with a ball under one thigh, find a sore spot, lean in "
			  "as you breathe out, hold, and move on. Then you walk.")},
	  {LEARN_TEXT, N_("A spot that is pressed is often less tender for a while, and many people notice "
			  "that the leg feels looser. Harder does not do more.")},
	  {LEARN_TEXT, N_("That it helps a back is not proven. Note how sore you feel before and after, and "
			  "judge for yourself.")}}},
	{"evidence",
	 N_("What is known, what not"),
	 {{LEARN_POINT, N_("Well shown: a sore spot that was pressed can take more pressure.")},
	  {LEARN_POINT, N_("Not shown: that pain gets clearly better. For the neck it did, for a short "
			   "time.")},
	  {LEARN_POINT, N_("Hardly shown: that tight hamstrings lead to back pain. People whose hamstrings "
			   "gave less had it only a little more often later. Whether those with back pain "
			   "have shorter ones is not known.")},
	  {LEARN_POINT, N_("Shown for a short time: joints move further. That fades within the hour; whether "
			   "weeks of rolling leave more is disputed.")},
	  {LEARN_POINT, N_("Weak: massage for the lower back. Guidance takes it only together with "
			   "exercise.")},
	  {LEARN_POINT, N_("Never tested: the routines here as a whole. Their times lean on one trial, of a "
			   "shoulder muscle under a therapist's hand.")}}},
	{"fall",
	 N_("After a fall or a crash"),
	 {{LEARN_TEXT,
	   N_("Pain that came on slowly is one case. Back pain that began with a crash, a fall or "
	      "a hard blow is another: if nobody has checked it, get emergency help and press "
	      "nothing. It is the first thing that unknot asks.")},
	  {LEARN_LEAD, N_("Get emergency help for these too, fall or not:")},
	  {LEARN_POINT, N_("new numbness or tingling between your legs, around your genitals or bottom")},
	  {LEARN_POINT, N_("new trouble starting, stopping or feeling when you pee or poo, or a new change "
			   "in sexual feeling")},
	  {LEARN_POINT, N_("pain, numbness or weakness in both legs, or a leg or foot that gets weaker")},
	  {LEARN_POINT, N_("chest pain, sudden breathlessness, coughing up blood")}}},
	{"ask",
	 N_("When to ask first"),
	 {{LEARN_LEAD, N_("Not today, and speak to a clinician soon:")},
	  {LEARN_POINT, N_("fever, feeling ill, or weight loss without a reason")},
	  {LEARN_POINT, N_("pain that wakes you and never eases, a new lump or changed back shape")},
	  {LEARN_POINT,
	   N_("cancer at any time, long use of steroids, weak immunity, brittle bones and a recent knock")},
	  {LEARN_POINT, N_("a calf or thigh swollen, hot, discoloured, throbbing, or sore along a vein")},
	  {LEARN_POINT,
	   N_("in recent months a broken bone, a torn muscle, a new joint or leg surgery; a bone "
	      "infection")},
	  {LEARN_LEAD, N_("Ask first, then gently: at most 4 of 10, no hard tool:")},
	  {LEARN_POINT, N_("blood thinners, a bleeding or platelet disorder, a clot in the past")},
	  {LEARN_POINT, N_("pregnancy, and six weeks after birth")},
	  {LEARN_POINT, N_("varicose veins, poor circulation, fragile skin, diabetes with reduced feeling")},
	  {LEARN_POINT,
	   N_("sciatica or a disc with numbness in the leg, pain in the tendon at the sit bone")},
	  {LEARN_POINT, N_("kidney disease, anaemia, statins with muscle pain, exhausting exercise in the "
			   "last two days")},
	  {LEARN_TEXT, N_("unknot asks about these every 30 days. What comes in between is for you to say, "
			  "before a session.")}}},
	{"spot",
	 N_("What a sore spot is"),
	 {{LEARN_TEXT,
	   N_("A place in a muscle that is tender when pressed; the ache may spread from it. Books "
	      "call it a trigger point. What it is in the muscle is disputed, so here it is a "
	      "sore spot. The knot on the screen is a picture of it.")},
	  {LEARN_TEXT, N_("The map shows where to start. Spots vary from person to person: search a little "
			  "up and down and to the sides. Your own rating tells best when you are on one.")},
	  {LEARN_TEXT, N_("It has let go when your rating has halved, has fallen by 2, or is 2 or less. A "
			  "twitch is not needed for that.")},
	  {LEARN_TEXT,
	   N_("No change after two minutes: it is probably not that kind of spot. It can wait for "
	      "another day.")}}},
	{"scale",
	 N_("The scale from 0 to 10"),
	 {{LEARN_TEXT, N_("How sore a spot is while it is pressed: 0 is not at all, 10 is the worst.")},
	  {LEARN_SCALE, ""},
	  {LEARN_POINT, N_("0 to 2: quiet. At 2 or less a spot has let go.")},
	  {LEARN_POINT, N_("3 and 4: gentle. Stay here in your first sessions.")},
	  {LEARN_POINT, N_("5 and 6: a dull ache that you can breathe with.")},
	  {LEARN_POINT, N_("7: the most that is ever wanted. Over 7, or 2 more than at first: ease off.")},
	  {LEARN_TEXT,
	   N_("Aim where the routine says; less is fine. Harder is not better: in a trial, rolling "
	      "with little, middling and strong pain gained the same range.")},
	  {LEARN_TEXT, N_("Bracing and a held breath are signs of too much pressure. A change of 1 is within "
			  "the error of the scale; from 2 on it counts.")}}},
	{"stop",
	 N_("Stop signs"),
	 {{LEARN_LEAD, N_("Stop at once, with x or Esc, at any of these:")},
	  {LEARN_POINT, N_("sharp, electric, or burning down the leg")},
	  {LEARN_POINT, N_("numb, tingling, pins and needles")},
	  {LEARN_POINT, N_("a cold or pale foot")},
	  {LEARN_POINT, N_("throbbing under the tool")},
	  {LEARN_POINT, N_("a cramp that does not ease")},
	  {LEARN_POINT, N_("dizziness")},
	  {LEARN_TEXT,
	   N_("Move at least 5 cm. If it comes back, leave that place for today. A spreading ache "
	      "can feel like tingling, and you cannot tell which it is: so tingling means stop.")},
	  {LEARN_TEXT, N_("Fine: a dull or spreading ache up to 6, a twitch, warmth. Stopping never counts "
			  "against you.")},
	  {LEARN_TEXT, N_("A foot that is numb or weak more than ten minutes later: no more sessions, ask a "
			  "clinician.")}}},
	{"zones",
	 N_("Where not to press"),
	 {{LEARN_LEAD, N_("Nothing is pressed here, nor by routines of your own:")},
	  {LEARN_ZONES, ""},
	  {LEARN_TEXT, N_("A nerve runs down the middle of the thigh: stay to either side. Any zing: move "
			  "sideways.")}}},
	{"sitting",
	 N_("How to sit"),
	 {{LEARN_POINT, N_("A firm chair, deep enough to hold the thigh. Feet on the floor, so that the edge "
			   "of the chair does not press. A car seat is too soft and too low.")},
	  {LEARN_POINT, N_("A harder seat presses more. For less, shift your weight off.")},
	  {LEARN_POINT, N_("The ball goes under the inner or the outer half of the thigh, not under its "
			   "middle. For the calf, put the leg on a second chair.")},
	  {LEARN_POINT,
	   N_("Find the spot as you breathe in, sink as you breathe out, then hold still. Small, "
	      "quiet breaths; never hold them.")},
	  {LEARN_POINT, N_("Each 15 minutes on the tool, stand and walk for two or three. Stand up "
			   "slowly.")}}},
	{"tool",
	 N_("Which tool"),
	 {{LEARN_POINT, N_("First a rolled towel or a tennis ball.")},
	  {LEARN_POINT, N_("Then a medium massage ball, or a smooth plastic knob.")},
	  {LEARN_POINT, N_("A hard ball last, if ever.")},
	  {LEARN_TEXT,
	   N_("Go on to a harder one only after sessions that left no bruise and little soreness. "
	      "In a small study a medium ball did slightly better than a hard one.")},
	  {LEARN_TEXT, N_("Never sharp edges. No massage gun in the routines here: thigh muscles were "
			  "harmed by one.")}}},
	{"often",
	 N_("How much, how often"),
	 {{LEARN_POINT,
	   N_("A press: about 90 seconds if gentle, 60 at 5 to 6, never more than two minutes.")},
	  {LEARN_POINT, N_("A place on one leg: at most three presses and five minutes a day.")},
	  {LEARN_POINT, N_("A day: two to four places on each leg. Then the muscles need the rest.")},
	  {LEARN_POINT, N_("A week: daily if yesterday's soreness is 2 or less and nothing is bruised, else "
			   "every other day. A long session once at most.")},
	  {LEARN_TEXT,
	   N_("A planned rest day counts as kept, and a missed day or two does not hurt a habit.")},
	  {LEARN_TEXT,
	   N_("If one leg must not be pressed, the other is still worthwhile: rolling one calf made "
	      "the other less tender too.")}}},
	{"walking",
	 N_("Why it ends with a walk"),
	 {{LEARN_TEXT,
	   N_("Guidance takes massage for the lower back only together with exercise. So the walk "
	      "belongs to the routine.")},
	  {LEARN_TEXT, N_("Balance may be a little less sure right after the legs were worked: stand up "
			  "slowly.")},
	  {LEARN_TEXT, N_("A short walk is good company for sitting, too: two minutes in every forty eased "
			  "pain from sitting, for under ten minutes.")},
	  {LEARN_TEXT, N_("The easy stretch before it is pleasant, not essential.")}}},
	{"soreness",
	 N_("The day after"),
	 {{LEARN_POINT,
	   N_("Soreness for a day, at most two, is usual. Longer or worse: press less next time.")},
	  {LEARN_POINT, N_("Over 3 of 10: leave a day out. Two such days in a row: one level lighter.")},
	  {LEARN_POINT, N_("A bruise: that place rests until it has gone, then goes on one level lighter.")},
	  {LEARN_LEAD, N_("Get help, and press nothing:")},
	  {LEARN_POINT, N_("chest pain, sudden breathlessness, coughing up blood: emergency help now")},
	  {LEARN_POINT,
	   N_("a calf or thigh that is swollen, hot, discoloured, throbbing or sore along a vein: "
	      "the same day")},
	  {LEARN_POINT, N_("severe swelling or pain with dark urine: the same day")},
	  {LEARN_POINT, N_("a foot that is numb or weak for over ten minutes: no more sessions, ask a "
			   "clinician")},
	  {LEARN_TEXT, N_("Such harm is rare but real; forceful pressing figures most in it.")}}},
	{"driving",
	 N_("After a drive"),
	 {{LEARN_LEAD, N_("Walk first, press second, lift last.")},
	  {LEARN_TEXT,
	   N_("After long bending the back is slack at first and gets half its stiffness back within "
	      "two minutes. Stand and walk a few minutes before you lift.")},
	  {LEARN_TEXT,
	   N_("Then two or three presses on the thighs, on a firm seat outside the car if you can. "
	      "Engine off; never while driving.")},
	  {LEARN_TEXT, N_("After a journey of over four hours leave the calves alone for some days: it is a "
			  "known risk for clots.")},
	  {LEARN_TEXT, N_("On the road: a break of 15 minutes in every two hours. People who drive much have "
			  "back pain more often; whether the driving brings it is not settled.")}}},
};

const struct learn_page *learn_pages(size_t *n)
{
	*n = sizeof pages / sizeof *pages;
	return pages;
}
